import { findRuntime } from '#bench/runtime/runtime.ts';

/** Version of the runtime that models would be measured with, and its place; null if it would have to be fetched. */
export async function lookForRuntime(cwd: string): Promise<string | null> {
  try {
    const { version, how } = await findRuntime({ cwd, fetch: false });
    return `${version}, ${how}`;
  } catch {
    return null;
  }
}
