/** How long GitHub is waited for. */
export interface Patience {
  /** Tries after the first, for failures that may pass. */
  readonly retries: number;
  /** For one try, from connecting to the last byte. */
  readonly tryMs: number;
  /** For all requests together: after that nothing is retried or waited for. */
  readonly allMs: number;
  /** Unit of the pauses that GitHub asks for. A test makes its seconds shorter. */
  readonly secondMs: number;
}

export const defaultPatience: Patience = { retries: 3, tryMs: 30_000, allMs: 300_000, secondMs: 1000 };

/** Statuses that come again whatever is done: retrying them only costs time. Limits (403, 429) have a hook of their own. */
export const finalStatuses: readonly number[] = [400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 451];

/** Pause after a refused request that says neither how long nor until when. */
const PAUSE_SECONDS = 60;

/** What the hooks below see of a failed request. */
export interface RequestFailure {
  readonly status: number;
  readonly message: string;
  /** Why there is no answer. */
  readonly cause?: unknown;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** As the throttling plugin marks a limit that it waits for itself. */
export function isLimit({ message, response }: RequestFailure): boolean {
  return /\bsecondary rate\b/i.test(message) || String(response?.headers['x-ratelimit-remaining']) === '0';
}

/** Seconds that GitHub asks to wait before the next try; null if it asks nothing. */
export function askedPause({ status, response }: RequestFailure): number | null {
  const asked = response?.headers['retry-after'];
  if (asked !== undefined) return secondsOf(String(asked));
  return status === 429 ? PAUSE_SECONDS : null;
}

/** `Retry-After` is a number of seconds or a date. */
function secondsOf(header: string): number {
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? PAUSE_SECONDS : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

/** What is left of the patience. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True if the pause still fits in. */
  allows(seconds: number): boolean;
  pause(seconds: number): Promise<void>;
  /** Tries after the first that a request has. */
  retries(): number;
  /** A request failed with all its tries: GitHub is down, and those to come aren't waited for as long. */
  tire(): void;
}

export function startDeadline({ allMs, secondMs, retries }: Patience): Deadline {
  const end = performance.now() + allMs;
  let left = retries;
  return {
    signal: AbortSignal.timeout(allMs),
    allows: (seconds) => performance.now() + seconds * secondMs < end,
    pause: async (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * secondMs)),
    retries: () => left,
    tire: () => {
      left = Math.min(left, 1);
    },
  };
}
