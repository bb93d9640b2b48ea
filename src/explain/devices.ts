/** Arithmetic that a device has a rate of its own for. */
export type Precision = 'f64' | 'f32' | 'tf32' | 'f16' | 'f8' | 'f4' | 'i8' | 'i4';

/** What a device can do at best. */
export interface Device {
  readonly name: string;
  readonly variant: string;
  /** Operations a second in 10^12 (a multiply–accumulate is two), dense; `f16` stands for bf16, too. */
  readonly peaks: Readonly<Partial<Record<Precision, number>>>;
  /** Bytes a second in 10^9. */
  readonly bandwidth: number;
  /** Bytes in 10^9; null if it comes in several sizes, or isn't known. */
  readonly memory: number | null;
  /** How well the figures stand: `vendor` where the vendor's own page says so. */
  readonly status: string;
  readonly source: string;
}

/** Published peaks of accelerators and boards; figures with 2:4 sparsity, which headlines print, are left out. */
export const devices: readonly Device[] = [
  {
    name: 'A100',
    variant: 'SXM4 80GB',
    peaks: { f64: 9.7, f32: 19.5, tf32: 156, f16: 312, i8: 624 },
    bandwidth: 2039,
    memory: 80,
    status: 'secondary',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth: jeffcarp ml-hyperpolyglot',
  },
  {
    name: 'A100',
    variant: 'SXM4 40GB',
    peaks: { f16: 312 },
    bandwidth: 1555,
    memory: 40,
    status: 'compute secondary; bandwidth unverified',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth from memory (1.6 TB/s by another source)',
  },
  {
    name: 'H100',
    variant: 'SXM5 80GB',
    peaks: { f64: 67, f32: 67, tf32: 494.7, f16: 989.4, f8: 1978.9, i8: 1978.9 },
    bandwidth: 3350,
    memory: 80,
    status: 'secondary',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); glennklockwood.com garden (cites NVIDIA)',
  },
  {
    name: 'H100',
    variant: 'PCIe',
    peaks: { f32: 51.2, tf32: 378, f16: 756, i8: 1513 },
    bandwidth: 2000,
    memory: 80,
    status: 'compute secondary; bandwidth unverified',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth from memory',
  },
  {
    name: 'H200',
    variant: 'SXM 141GB',
    peaks: { f32: 67, tf32: 494.5, f16: 989.5, f8: 1979, i8: 1979 },
    bandwidth: 4800,
    memory: 141,
    status: 'secondary',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth: vendor-reseller and ml-hyperpolyglot pages',
  },
  {
    name: 'B200',
    variant: 'HGX 1000W',
    peaks: { f32: 80, tf32: 1100, f16: 2250, f8: 4500, i8: 4500, f4: 9000 },
    bandwidth: 8000,
    memory: 192,
    status: 'secondary',
    source: 'glennklockwood.com garden (cites NVIDIA) (cites NVIDIA); DGX B200 lists 180 GB usable (from memory)',
  },
  {
    name: 'L4',
    variant: 'PCIe',
    peaks: { f32: 30.3, tf32: 60, f16: 121, f8: 242.5, i8: 242 },
    bandwidth: 300,
    memory: 24,
    status: 'secondary',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); bandwidth ml-hyperpolyglot; NVIDIA product sheet prints the sparse figures (242 fp16)',
  },
  {
    name: 'T4',
    variant: 'PCIe',
    peaks: { f32: 8.1, f16: 65, i8: 130, i4: 260 },
    bandwidth: 320,
    memory: 16,
    status: 'secondary',
    source:
      'Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense); stored README says 0.3 TB/s; no bf16, no 2:4',
  },
  {
    name: 'RTX 4090',
    variant: '',
    peaks: { f32: 82.6, f16: 165.2, f8: 330.3, i8: 660.6, i4: 1321.2 },
    bandwidth: 1008,
    memory: 24,
    status: 'secondary; fp16-acc unverified',
    source:
      'waredb.com; int8/int4 agree with Lightning-AI/pytorch-lightning fabric/utilities/throughput.py @7f0c3436 (cites NVIDIA datasheets, halved to dense) citing Ada whitepaper v2.1; Lightning lists fp16 82.6 = non-tensor; fp16-accumulate row from memory',
  },
  {
    name: 'TPU v4',
    variant: 'per chip',
    peaks: { f16: 275, i8: 275 },
    bandwidth: 1200,
    memory: 32,
    status: 'secondary',
    source: 'jax-ml/scaling-book tpus.md and glennklockwood citing Google',
  },
  {
    name: 'TPU v5e',
    variant: 'per chip',
    peaks: { f16: 197, i8: 393 },
    bandwidth: 819,
    memory: 16,
    status: 'vendor',
    source: 'docs.cloud.google.com/tpu/docs/v5e',
  },
  {
    name: 'TPU v5p',
    variant: 'per chip',
    peaks: { f16: 459, i8: 918 },
    bandwidth: 2765,
    memory: 95,
    status: 'vendor (bf16); rest secondary',
    source:
      'docs.cloud.google.com/tpu/docs/tpu7x comparison table for bf16/HBM; int8 scaling-book; bandwidth ml-hyperpolyglot',
  },
  {
    name: 'TPU v6e',
    variant: 'per chip',
    peaks: { f16: 918, i8: 1836 },
    bandwidth: 1638,
    memory: 32,
    status: 'vendor (bf16); rest secondary',
    source: 'docs.cloud.google.com/tpu/docs/tpu7x comparison table for bf16/HBM; int8+bandwidth secondary',
  },
  {
    name: 'TPU7x Ironwood',
    variant: 'per chip',
    peaks: { f16: 2307, f8: 4614 },
    bandwidth: 7380,
    memory: 192,
    status: 'vendor; bandwidth secondary',
    source: 'docs.cloud.google.com/tpu/docs/tpu7x compute+HBM size; bandwidth ml-hyperpolyglot',
  },
  {
    name: 'Jetson AGX Orin 64GB',
    variant: 'MAXN GPU',
    peaks: { f32: 5.3, i8: 85, f16: 42.5 },
    bandwidth: 204.8,
    memory: 64,
    status: 'secondary; fp16 + bandwidth unverified',
    source:
      'tech-brief digest mzph.cn/web/30785: 5.3 FP32, 170 sparse GPU INT8, 105 sparse DLA; 275 total fixstars blog; fp16 derived = int8/2; bandwidth from memory',
  },
  {
    name: 'Jetson Orin Nano Super 8GB',
    variant: '25W',
    peaks: { i8: 33.5 },
    bandwidth: 102,
    memory: 8,
    status: 'secondary',
    source: 'brojogopalsapui.com',
  },
  {
    name: 'Apple M1',
    variant: 'GPU',
    peaks: { f32: 2.6 },
    bandwidth: 68,
    memory: null,
    status: 'secondary; fp16 doubtful',
    source: 'akunu.prabod.rathnayaka.me ch05',
  },
  {
    name: 'Apple M1 Pro',
    variant: 'GPU',
    peaks: { f32: 5.2 },
    bandwidth: 200,
    memory: null,
    status: 'secondary; fp16 doubtful',
    source: 'akunu.prabod.rathnayaka.me ch05',
  },
  {
    name: 'Apple M1 Max',
    variant: 'GPU',
    peaks: { f32: 10.4 },
    bandwidth: 400,
    memory: null,
    status: 'secondary; fp16 doubtful',
    source: 'akunu.prabod.rathnayaka.me ch05',
  },
  {
    name: 'Apple M1 Ultra',
    variant: 'GPU',
    peaks: { f32: 20.8 },
    bandwidth: 800,
    memory: null,
    status: 'secondary; fp16 doubtful',
    source: 'akunu.prabod.rathnayaka.me ch05',
  },
  {
    name: 'Apple M2',
    variant: 'GPU 10-core',
    peaks: { f32: 3.55 },
    bandwidth: 100,
    memory: null,
    status: 'secondary',
    source: 'macrumors thread 2471322',
  },
  {
    name: 'Apple M3',
    variant: 'GPU 10-core',
    peaks: { f32: 3.5 },
    bandwidth: 100,
    memory: null,
    status: 'unverified',
    source: 'from memory',
  },
  {
    name: 'Apple M4',
    variant: 'GPU 10-core',
    peaks: { f32: 4.3 },
    bandwidth: 120,
    memory: null,
    status: 'unverified',
    source: 'from memory',
  },
  {
    name: 'Raspberry Pi 5',
    variant: '4x Cortex-A76 2.4GHz',
    peaks: { f32: 0.1536, f16: 0.3072, i8: 0.6144 },
    bandwidth: 17.1,
    memory: null,
    status: 'derived, unverified',
    source:
      'clock/core/RAM type: zbotic.in, palmopensource. Peak DERIVED: 4 cores*2.4e9*2x128-bit FMA pipes*lanes*2; bandwidth DERIVED 4267MT/s*4B',
  },
];
