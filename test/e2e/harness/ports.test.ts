import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimPorts } from './ports.ts';

async function claimed(count: number, from: number): Promise<number[]> {
  const { ports, release } = await claimPorts(count, from);
  onTestFinished(release);
  return ports;
}

describe('ports of the loopback address', () => {
  it('are nobody else’s while they are claimed', async () => {
    const all = (await Promise.all(Array.from({ length: 20 }, () => claimed(9, 300)))).flat();
    expect(new Set(all).size).toBe(180);
  });

  it('are free again once they are released', async () => {
    const { ports, release } = await claimPorts(9, 400);
    await release();
    expect(await claimed(9, 400)).toEqual(ports);
  });

  it('leave out a block in which another program listens', async () => {
    const { ports, release } = await claimPorts(9, 500);
    await release();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(ports[4], '127.0.0.1', () => resolve()));
    onTestFinished(() => void other.close());
    const next = await claimed(9, 500);
    expect(ports.filter((port) => next.includes(port))).toEqual([]);
  });
});
