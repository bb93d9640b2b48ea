/** What the letters of docs/operators.md stand for; a test finds each one that a formula uses here. `[name]` needs no entry. */
export const formulaLetters: readonly (readonly [letters: string, meaning: string])[] = [
  ['M, F, T', 'multiply–accumulates, other arithmetic, transcendentals (exp, log, sqrt, erf, tanh, …)'],
  ['[name]', '1 where the node has it (a bias, a mask, an attribute of that value), else 0'],
  ['N, N_in', 'elements of the first output, and of the first input'],
  ['N_A, N_B, N_X, N_Y', 'elements of the operand of that name'],
  ['N_q, N_k', 'elements of the queries, and of the keys'],
  ['N_updates', 'elements of the updates'],
  [
    'N_biased, N_rotated, N_normed, R_normed',
    'elements that get a bias, that are rotated (rotary embedding), that are normalised, and in how many rows',
  ],
  ['R', 'rows that are normalised, each by its own statistics'],
  ['C', 'channels; in hyper-connections the branches'],
  ['B', 'batch'],
  ['prod(out), prod(in)', 'elements of the output, of the input'],
  ['prod(W[1:]), prod(W[2:])', 'elements of the weights for one output channel, and of the window alone'],
  ['prod(out[2:])', 'spatial positions of the output'],
  ['k', 'cells of a window; of Gemm the contracted size; of a mixture the experts that a token goes to'],
  ['K', 'the contracted size of a matrix product'],
  ['m, n', 'rows and columns of a product; n alone: the number of operands, of points, or the side of a square matrix'],
  ['r', 'spatial axes; of low-rank products the rank'],
  ['S', 'steps of a recurrence; of DeformConv its samples'],
  [
    'D, H, W',
    'depth, height and width; of recurrences D is the directions and H the hidden size; of attention D is the width of the input',
  ],
  ['I', 'width of a recurrence’s input'],
  ['L', 'labels; of AttnLSTM the rows of the memory'],
  [
    'a, l',
    'of AttnLSTM: width of the attention, and of the layer on top (0 without one); m is the depth of its memory',
  ],
  ['h', 'width of a head'],
  ['Hq, Hkv, Hk, Hr', 'heads of the queries, of keys and values, of the keys, and those that read a state'],
  ['Sq, Skv', 'queries, and keys that each is multiplied by'],
  ['past, new', 'keys from the cache, and from this call'],
  ['Dqk, Dv', 'width of a head in queries and keys, and in values'],
  ['Dw', 'columns of the projection'],
  ['dk, dv', 'width of a key and of a value in a state'],
  ['Nq, Nkv', 'columns of the projections'],
  ['F_act, T_act', 'F and T of the activation on one element'],
  ['F_post, T_post', 'F and T of the post-transform of one score'],
  [
    'rows, tokens, words, places, frames, transforms, regions, passes, units, results, points, cells, outputs',
    'how many of them there are',
  ],
  ['scores, pairs, sinks', 'query–key pairs of all heads, of one head, and softmax rows with one logit more'],
  [
    'state, decays, gates, rates',
    'elements of the states of a token, its decay factors, and gates and rates that are activated',
  ],
  ['active, inner, layers', 'token–expert pairs, width of an expert, and its matrices of inner × H'],
  ['router, inter', 'columns of the router, and of the gate'],
  [
    'branches, channels, groups, heads, width, features, filters, classes, targets, vectors, bins, parts, size, scales, angles',
    'as the operator names them',
  ],
  ['trees, depths', 'trees of a forest, and the sum of the longest ways down each'],
  ['taps', 'input samples that one output sample weighs'],
  ['s', 'samples of a bin along one axis'],
  ['steps', 'operations on the size of a grid'],
];

/** Letters of the glossary, one by one. */
export const knownLetters: ReadonlySet<string> = new Set(
  formulaLetters.flatMap(([letters]) => letters.split(', ').filter((letter) => letter !== '[name]')),
);
