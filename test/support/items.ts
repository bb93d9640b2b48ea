/** All that an asynchronous iterable gives, as `Array.fromAsync` of newer libraries does. */
export async function itemsOf<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of all) items.push(item);
  return items;
}
