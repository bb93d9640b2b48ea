/** Characters to which a text in a report is cut: names and formulas may be as long as a file allows. */
const maxText = 4000;
const maxList = 1000;

/** The same data with long texts cut and long lists ended. Keys of records too. */
export function clipped<Data>(data: Data): Data {
  return clip(data) as Data;
}

function clip(data: unknown): unknown {
  if (typeof data === 'string') return data.length > maxText ? `${data.slice(0, maxText - 1)}…` : data;
  if (Array.isArray(data)) return data.slice(0, maxList).map(clip);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .slice(0, maxList)
      .map(([key, value]) => [clip(key), clip(value)]),
  );
}
