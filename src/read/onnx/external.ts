/** What is wrong with a reference to external data; the tensor still counts by its dims, and nothing is ever opened. */
export interface ExternalFault {
  readonly code: 'external-path' | 'external-range';
  /** Follows "tensor NAME: ". */
  readonly detail: string;
}

/**
 * Checks the external_data entries of a tensor: the location must be a relative path that stays in the model's folder on every
 * platform, offset and length decimal numbers that an int64 holds.
 */
export function checkExternal(entries: ReadonlyMap<string, string>): ExternalFault | null {
  const location = entries.get('location');
  if (location === undefined || location === '')
    return { code: 'external-path', detail: 'external data without a location' };
  const why = escapes(location);
  if (why !== null)
    return { code: 'external-path', detail: `external data at '${location}', ${why}; it is never opened` };
  let end = 0n;
  for (const key of ['offset', 'length']) {
    const value = entries.get(key);
    if (value === undefined || value === '') continue;
    if (!/^\d{1,19}$/.test(value))
      return { code: 'external-range', detail: `external data with ${key} '${value}', not a number of bytes` };
    end += BigInt(value);
  }
  if (end >= 1n << 63n) return { code: 'external-range', detail: 'external data whose offset and length pass 2^63' };
  return null;
}

/** Why a location could lead out of the model's folder, or null. */
function escapes(location: string): string | null {
  if (location.includes('\u0000')) return 'which holds a NUL';
  if (/^[a-z][a-z0-9+.-]*:\//i.test(location)) return 'which is a URL or an absolute path';
  if (/^[/\\]|^[a-z]:/i.test(location)) return 'which is an absolute path';
  if (location.includes('\\')) return 'which holds a backslash';
  if (location.split('/').includes('..')) return "which leaves the model's folder";
  return null;
}
