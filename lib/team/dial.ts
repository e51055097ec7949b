import { type WsSocketFactory, wsconnect } from '@nats-io/nats-core';
import type { Dial } from './open.ts';

/** A close that is meant, by the WebSocket protocol's numbers. */
const normalClosure = 1_000;

/**
 * The client closes its socket without saying why. Servers before 2.10 answer that with a number that must not be sent,
 * and the browser then reports a broken connection where there was none; so the reason is always said.
 */
const wsFactory: WsSocketFactory = async (address) => {
  const socket = new WebSocket(address);
  const close = socket.close.bind(socket);
  socket.close = (code = normalClosure, reason) => close(code, reason);
  return { socket, encrypted: address.startsWith('wss://') };
};

/** Opens a connection as a page can: over WebSocket. */
export const dial: Dial = (options) => {
  const overSocket = { ...options, wsFactory };
  return wsconnect(overSocket);
};
