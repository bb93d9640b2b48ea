import type { Dim } from '#graph/dim.ts';
import type { Cost } from '#count/ops/cost.ts';
import { mul } from '#graph/dim.ts';

/**
 * Cost of a classifier's `post_transform` over `count` scores, by what it is made of: softmax F 4, T 1; logistic
 * 1/(1 + exp(−x)) F 3, T 1; probit √2·erf⁻¹(2x − 1) F 3, T 1 (one inverse error function). Others are nothing.
 */
export function transformCost(name: string, count: Dim): Cost {
  switch (name) {
    case 'SOFTMAX':
    case 'SOFTMAX_ZERO':
      return { elementwise: mul(count, 4), transcendentals: count };
    case 'LOGISTIC':
    case 'PROBIT':
      return { elementwise: mul(count, 3), transcendentals: count };
    default:
      return {};
  }
}
