/** A table that forgets everything once its keys take more than `maxChars` characters; losing an entry costs time only. */
export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

export function createCache<Value>(maxChars: number): Cache<Value> {
  const entries = new Map<string, Value>();
  let chars = 0;
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      chars += key.length + 32;
      if (chars > maxChars) {
        entries.clear();
        chars = key.length + 32;
      }
      entries.set(key, value);
    },
  };
}
