import type { Markdown } from '#text/safe.ts';

/** Keeps a number and its unit on one line: `4.2 G`, `+2.5 %`, `22.4 MiB`. */
export const unbroken = (text: Markdown): Markdown =>
  text.replaceAll(/(?<=\d) (?=(?:%|×|[kMGTPE]?B|[KMGTPE]iB|[kMGTPE]|[mµ]?s)(?![\p{L}\d]))/gu, '\u00a0') as Markdown;
