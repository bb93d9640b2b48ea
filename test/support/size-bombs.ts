import { chain, io, long, one, range, relus, sized } from './bomb-parts.ts';
import { model, node, tensor } from './onnx-writer.ts';

/** Files of a few kilobytes whose sizes ask for much. */
export const sizeBombs: Readonly<Record<string, () => Uint8Array>> = {
  dim_max: () => sized(`max(${range(3000, (i) => `a${i}-b${i}`).join(',')})`),
  dim_min: () => sized(`min(${range(2000, (i) => `a${i}`).join(',')})`),
  dim_mod: () => sized(`${long(190, '(')}x${range(190, (i) => `+a)%(b+${i})`).join('')}`),
  dim_floor: () => sized(`${long(190, '(')}x${range(190, (i) => `+y${i})//(z${i}+3)`).join('')}`),
  dim_product: () => sized(range(200, (i) => `(a${i}+b${i})`).join('*')),
  dim_power: () => sized('(a+b+c+d+e)^250'),
  dim_sum: () => sized(range(8000, (i) => `s${i}`).join('+')),
  dim_quotients: () => sized(range(400, (i) => `a${i}/b${i}`).join('+')),
  dim_numbers: () => sized(`${'9'.repeat(30_000)}*n`, `n*${'9'.repeat(1200)}`),
  dims_many_texts: () => sized(...range(60, (i) => `max(${range(300, (j) => `a${i}_${j}-b${i}_${j}`).join(',')})`)),
  dims_many_products: () => sized(...range(60, (i) => range(100, (j) => `(a${i}_${j}+b${i}_${j}+1)`).join('*'))),
  dim_name: () => one([long(39_000)], relus(3000)),
  dim_name_huge: () => one([long(1_000_000)], relus(300)),
  dim_minus: () => sized(range(5000, () => '-').join('') + 'n'),
  dim_ceil: () => sized(`${'ceil('.repeat(180)}n${'/3+m)'.repeat(180)}`),
  rank: () =>
    one(
      range(1000, (i) => `d${i}`),
      relus(1000),
    ),
  rank_high: () =>
    one(
      range(100_000, () => 1),
      relus(200),
    ),
  broadcast: () =>
    model({
      nodes: chain(1500, (from, to, i) => node('Add', [from, `i${i}`], [to])),
      inputs: [io('x', ['n']), ...range(1500, (i) => io(`i${i}`, [`s${i}`]))],
      outputs: [io('y', [null])],
    }),
  broadcast_ranks: () =>
    model({
      nodes: chain(300, (from, to, i) => node('Mul', [from, `i${i}`], [to])),
      inputs: [
        io(
          'x',
          range(8, (j) => `n${j}`),
        ),
        ...range(300, (i) =>
          io(
            `i${i}`,
            range(8, (j) => `s${i}_${j}`),
          ),
        ),
      ],
      outputs: [io('y', [null])],
    }),
  sum_of_symbols: () =>
    model({
      nodes: [
        node(
          'Concat',
          range(10_000, (i) => `i${i}`),
          ['y'],
          { axis: 0 },
        ),
      ],
      inputs: range(10_000, (i) => io(`i${i}`, [`s${i}`])),
      outputs: [io('y', [null])],
    }),
  products: () =>
    model({
      nodes: [
        node('Flatten', ['x'], ['f'], { axis: 0 }),
        node('Reshape', ['f', 'shape'], ['r']),
        ...range(500, (i) => node('Reshape', ['r', 'shape'], [`r${i}`])),
        node('Relu', ['r1'], ['y']),
      ],
      initializers: [tensor('shape', 'i64', [3], [7, -1, 3])],
      inputs: [
        io(
          'x',
          range(200, (i) => `s${i} + ${i}`),
        ),
      ],
      outputs: [io('y', [null])],
    }),
  unique: () =>
    model({
      nodes: range(6000, (i) => node('Concat', [`i${i}`, 'c'], [`o${i}`], { axis: 0 })),
      initializers: [tensor('c', 'f32', [1], [1])],
      inputs: range(6000, (i) => io(`i${i}`, [`s${i}`])),
      outputs: range(6000, (i) => io(`o${i}`, [null])),
    }),
  growing: () =>
    one(
      ['n'],
      chain(20_000, (from, to) => node('Concat', [from, from], [to], { axis: 0 })),
    ),
  lengthening: () =>
    model({
      nodes: chain(20_000, (from, to) => node('Concat', [from, 'c'], [to], { axis: 0 })),
      initializers: [tensor('c', 'f32', [1], [1])],
      inputs: [io('x', ['n'])],
      outputs: [io('y', [null])],
    }),
  strided: () =>
    model({
      nodes: chain(390, (from, to, i) => node('Concat', [from, `p${i}`], [to], { axis: 2 })).concat(
        range(390, (i) => node('MaxPool', [`t${i + 1}`], [`p${i + 1}x`], { kernel_shape: [3], strides: [2] })).slice(
          0,
          380,
        ),
      ),
      inputs: [io('x', [1, 3, 'n']), ...range(390, (i) => io(`p${i}`, [1, 3, `s${i}`]))],
      outputs: [io('y', [null, null, null])],
    }),
  peaks: () =>
    model({
      nodes: [
        ...range(3000, (i) => node('Concat', [`i${i}`, `i${(i * 7) % 3000}`], [`a${i}`], { axis: 0 })),
        ...range(3000, (i) => node('Relu', [`a${i}`], [`b${i}`])),
        ...range(3000, (i) => node('ReduceMax', [`b${i}`], [`c${i}`])),
        node(
          'Sum',
          range(3000, (i) => `c${i}`),
          ['y'],
        ),
      ],
      inputs: range(3000, (i) => io(`i${i}`, [`s${i}`])),
      outputs: [io('y', [null])],
    }),
};
