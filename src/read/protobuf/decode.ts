/**
 * UTF-8, straight to the native decoder, since a model is mostly short names. A byte that isn't UTF-8 becomes U+FFFD and its two
 * hexadecimal digits, and U+FFFD itself is doubled if it could be taken for that: names of different bytes stay different names,
 * as they are to a runtime.
 */
export function utf8(window: Buffer, start: number, end: number): string {
  const text = nativeUtf8(window, start, end);
  return text.includes('\ufffd') ? escaped(window, start, end, text) : text;
}

function nativeUtf8(window: Buffer, start: number, end: number): string {
  return (window as Buffer & { utf8Slice(start: number, end: number): string }).utf8Slice(start, end);
}

function escaped(window: Buffer, start: number, end: number, plain: string): string {
  let isPlain = !/\ufffd(\ufffd|[0-9a-f]{2})/.test(plain);
  let text = '';
  for (let at = start; at < end;) {
    const length = sequenceAt(window, at, end);
    if (length === 0) {
      isPlain = false;
      text += `\ufffd${(window[at] as number).toString(16)}`;
    } else {
      const one = nativeUtf8(window, at, at + length);
      text += one === '\ufffd' ? '\ufffd\ufffd' : one;
    }
    at += length || 1;
  }
  return isPlain ? plain : text;
}

/** Bytes of the character there, 0 if it isn't one. */
function sequenceAt(window: Buffer, at: number, end: number): number {
  const lead = window[at] as number;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + length > end) return 0;
  const one = nativeUtf8(window, at, at + length);
  const isOwn = !one.includes('\ufffd') || (length === 3 && window.readUIntBE(at, 3) === 0xefbfbd);
  return isOwn && one.length === (length === 4 ? 2 : 1) ? length : 0;
}

/** One character a byte. */
export function latin1(window: Buffer, start: number, end: number): string {
  return (window as Buffer & { latin1Slice(start: number, end: number): string }).latin1Slice(start, end);
}
