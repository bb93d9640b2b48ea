import { listOf, oneOf, strict, text } from './schema-parts.ts';
import { globProblem } from './glob-parse.ts';
import { numberBits } from './quantity.ts';
import { z } from './zod.ts';

const version = z
  .int({ error: 'must be a version: a whole number ≥ 1' })
  .min(1, { error: 'must be a version: a whole number ≥ 1' });

const shareText = 'must be a share such as 40%';
const share = z.string({ error: shareText }).regex(/^\d{1,3}(?:\.\d{1,6})? ?%$/, { error: shareText });

const operator = text('the name of an operator').refine((written) => globProblem(written) === null, {
  error: ({ input }) => globProblem(String(input)) ?? '',
});

const numberType = oneOf(Object.keys(numberBits) as (keyof typeof numberBits)[]);

/** What a model must be, whatever it costs: keys that stand in an entry, or for every model. */
export const contractKeys = {
  interface: oneOf(['locked'] as const)
    .nullable()
    .optional()
    .describe(
      'locked: inputs and outputs keep their names, order, types, ranks and fixed sizes. Open sizes may change their names. Null takes it away.',
    ),
  opset: strict({
    max: version.optional().describe('Newest version of the ONNX operator set that a model may ask for.'),
    min: version.optional().describe('Oldest version that it may ask for.'),
  })
    .nullable()
    .optional()
    .describe('Which versions of the operator set whatever runs the model has. Null takes it away.'),
  quantization: z
    .union(
      [
        numberType,
        strict({
          type: numberType.describe('As the word alone.'),
          share: share.optional().describe('Share of the multiply-accumulates that must be in it; default 100%.'),
        }),
      ],
      { error: `must be one of ${Object.keys(numberBits).join(', ')}, or { type: int8, share: 95% }` },
    )
    .nullable()
    .optional()
    .describe(
      'Widest numbers that multiply-accumulates may work on, weights and activations alike. Null takes it away.',
    ),
  ops: strict({
    allow: listOf(operator, 1000).optional().describe('The only operators that a model may hold.'),
    deny: listOf(operator, 1000).optional().describe('Operators that it may not hold.'),
  })
    .nullable()
    .optional()
    .describe(
      'Operators by name, those of other domains as DOMAIN:NAME (com.microsoft:Attention); globs are allowed. Null takes it away.',
    ),
  layers: strict({
    max_share: share.optional().describe('Largest share of the multiply-accumulates that one layer may have.'),
  })
    .nullable()
    .optional()
    .describe('Limits of each layer. Null takes it away.'),
};
