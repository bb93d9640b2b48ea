import type { Sample } from './sample.ts';
import { attentionSamples } from './attention.ts';
import { convolutionSamples } from './convolution.ts';
import { elementwiseSamples } from './elementwise.ts';
import { learnedSamples } from './learned.ts';
import { normSamples } from './norm.ts';
import { productSamples } from './product.ts';
import { quantizedSamples } from './quantized.ts';
import { recurrentSamples } from './recurrent.ts';
import { signalSamples } from './signal.ts';
import { transformerSamples } from './transformer.ts';

/** Every sample; an operator is in one of them. */
export const samples: readonly Sample[] = [
  ...attentionSamples,
  ...convolutionSamples,
  ...elementwiseSamples,
  ...learnedSamples,
  ...normSamples,
  ...productSamples,
  ...quantizedSamples,
  ...recurrentSamples,
  ...signalSamples,
  ...transformerSamples,
];
