// A thread that ends in the middle of a call, as one without memory does.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ id, name, argument }) => {
  if (name === 'end') process.exit(1);
  // Of a thread, not of a window.
  // oxlint-disable-next-line require-post-message-target-origin
  parentPort.postMessage({ kind: 'result', id, value: argument * 2 });
});
