/** Characters to which a text in a report is cut: names may be as long as a file allows. */
const maxText = 4000;
/** Those of a formula, of which a part is worth nothing. */
const maxFormula = 20_000;
const maxList = 1000;

/** The same data with long texts cut and long lists ended. Keys of records too. */
export function clipped<Data>(data: Data): Data {
  return clip(data, maxText) as Data;
}

function clip(data: unknown, most: number): unknown {
  if (typeof data === 'string') return data.length > most ? `${data.slice(0, most - 1)}…` : data;
  if (Array.isArray(data)) return data.slice(0, maxList).map((one) => clip(one, maxText));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .slice(0, maxList)
      .map(([key, value]) => [clip(key, maxText), clip(value, key.endsWith('Formula') ? maxFormula : maxText)]),
  );
}
