import { findRuntime } from '#bench/runtime/runtime.ts';

/** Version of the runtime that models would be measured with, and where it is; null where it would have to be fetched. */
export async function lookForRuntime(cwd: string): Promise<string | null> {
  try {
    const { version, how } = await findRuntime({ cwd, fetch: false });
    return `${version}, ${how}`;
  } catch {
    return null;
  }
}
