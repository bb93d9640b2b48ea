/** The door to zod: schemas of what comes from outside, the policy and report files. */
export { z } from 'zod';
