import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { wrappers } from './launch.ts';
import type { SessionSettings } from './protocol.ts';

/** Where something was measured: name → value, as people read it. Two results are comparable if all of it is equal. */
export type Environment = Readonly<Record<string, string>>;

export interface EnvironmentQuestion extends SessionSettings {
  readonly runtimeVersion: string;
}

/** Facts that differ between runs and don't matter for their times. */
const asides: ReadonlySet<string> = new Set(['fingerprint']);

/** Hardware and software as they are now. */
export function readEnvironment({ provider, threads, runtimeVersion }: EnvironmentQuestion): Environment {
  const has = wrappers();
  const facts: Record<string, string> = {
    cpu: cpuModel(),
    'cpu features': features(),
    cores: `${availableParallelism()} of ${cpus().length}`,
    'cpu quota': quota(),
    governor: textIn('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor') ?? 'not told',
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    'huge pages': hugePages(),
    os: `${osName()}, ${platform()} ${release()}, ${arch()}`,
    node: process.version,
    runtime: `onnxruntime-node ${runtimeVersion}`,
    provider,
    threads: String(threads),
    options: 'optimisation all, sequential, no spinning',
    pinning: has.taskset ? 'one core a thread' : 'none',
    ...(provider === 'cpu' ? {} : gpuFacts()),
  };
  return { ...facts, fingerprint: fingerprintOf(facts) };
}

/** Names of the facts that differ: what forbids a comparison. Empty: both were measured in equal circumstances. */
export function differencesOf(a: Environment, b: Environment): readonly string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !asides.has(name));
  return names.filter((name) => a[name] !== b[name]);
}

/** A short name of the environment, the same wherever all of its facts are. */
function fingerprintOf(facts: Environment): string {
  const sorted = Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 12);
}

/** What may change under a run: the machine is moved, its cores are taken away, its clock is set otherwise. */
export function volatileFacts(): Environment {
  return {
    'the CPU': cpuModel(),
    'the number of cores': `${availableParallelism()}`,
    'the CPU quota': quota(),
    'the CPU governor': textIn('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor') ?? '',
  };
}

function cpuModel(): string {
  const text = textIn('/proc/cpuinfo');
  const field = (name: string): string => new RegExp(`^${name}\\s*:\\s*(.+)$`, 'm').exec(text ?? '')?.[1]?.trim() ?? '';
  const name = cpus()[0]?.model.trim() || field('model name') || arch();
  const [family, model, stepping] = ['cpu family', 'model', 'stepping'].map(field);
  return family === '' ? name : `${name} (family ${family}, model ${model}, stepping ${stepping})`;
}

const told = [
  'avx',
  'avx2',
  'fma',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'avx_vnni',
  'amx_tile',
  'amx_int8',
  'asimd',
  'asimddp',
  'i8mm',
  'bf16',
  'sve',
  'sve2',
];

/** The instruction sets that matter for inference, and a digest of all flags. */
function features(): string {
  const [, list = ''] = /^(?:flags|Features)\s*:\s*(.+)$/m.exec(textIn('/proc/cpuinfo') ?? '') ?? [];
  const flags = new Set(list.split(/\s+/));
  if (list === '') return 'not told';
  const digest = createHash('sha256')
    .update([...flags].toSorted().join(' '))
    .digest('hex')
    .slice(0, 8);
  return `${told.filter((one) => flags.has(one)).join(' ')} (${digest})`;
}

function quota(): string {
  const text = textIn('/sys/fs/cgroup/cpu.max');
  const [most = 'max', period = '100000'] = (text ?? 'max').split(/\s+/);
  return most === 'max' ? 'none' : `${Number(most) / Number(period)} cores`;
}

function hugePages(): string {
  const [, chosen = 'not told'] = /\[(\w+)\]/.exec(textIn('/sys/kernel/mm/transparent_hugepage/enabled') ?? '') ?? [];
  return chosen;
}

function osName(): string {
  const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(textIn('/etc/os-release') ?? '') ?? [];
  return name ?? platform();
}

/** As nvidia-smi says; GPUs of other makers aren't listed. */
function gpuFacts(): Environment {
  const { status, stdout } = spawnSync(
    'nvidia-smi',
    ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'],
    {
      encoding: 'utf8',
      timeout: 10_000,
    },
  );
  return { gpu: status === 0 ? stdout.trim().split('\n').join('; ') : 'not told' };
}

function textIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
