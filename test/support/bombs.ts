import { layerBombs } from './layer-bombs.ts';
import { sizeBombs } from './size-bombs.ts';

/** Small files that ask for much, by name; made when they are asked for. */
export const bombs: Readonly<Record<string, () => Uint8Array>> = { ...sizeBombs, ...layerBombs };
