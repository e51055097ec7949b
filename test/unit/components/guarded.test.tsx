// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { Guarded } from '../../../components/dashboard/guarded.tsx';
import { drawIn } from './house.tsx';

function Broken(): never {
  throw new Error('no such figure');
}

test('a page that cannot be drawn says so, what is kept and what to do', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const place = document.createElement('div');
  drawIn(place, <Guarded page="overview">{<Broken />}</Guarded>, {});
  await vi.waitFor(() => expect(place.textContent).toContain('Siden kan ikke vises'));
  expect(place.textContent).toContain('Alt, hvad du har logget, er bevaret.');
  expect(place.textContent).toContain('Error: no such figure');
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});

test('a page that can be drawn is left alone', () => {
  const place = document.createElement('div');
  drawIn(place, <Guarded page="overview">Alt vel</Guarded>, {});
  expect(place.textContent).toBe('Alt vel');
});
