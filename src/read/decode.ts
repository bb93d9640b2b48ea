/** UTF-8 with replacement characters; straight to the native decoder, since a model is mostly short names. */
export function utf8(window: Buffer, start: number, end: number): string {
  return (window as Buffer & { utf8Slice(start: number, end: number): string }).utf8Slice(start, end);
}

/** One character a byte. */
export function latin1(window: Buffer, start: number, end: number): string {
  return (window as Buffer & { latin1Slice(start: number, end: number): string }).latin1Slice(start, end);
}
