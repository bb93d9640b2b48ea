/** A state of the repository: a commit by its full id, or the files as they lie (untracked ones that git doesn't ignore included). */
export type Tree = { readonly kind: 'commit'; readonly sha: string } | { readonly kind: 'worktree' };

/** A file of a tree. */
export interface TreeFile {
  readonly tree: Tree;
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** Names the content: equal ids are equal content. Null if a worktree file has none yet. */
  readonly id: string | null;
}

/** A path whose content differs between two trees; null on the side that has no such file. */
export interface FileChange {
  readonly path: string;
  readonly base: TreeFile | null;
  readonly head: TreeFile | null;
}

export interface TreeDiff {
  readonly files: readonly FileChange[];
  /** Submodules that point elsewhere at head: never looked into. */
  readonly submodules: readonly string[];
  /** Wanted paths that are, or were, symbolic links and lead elsewhere at head: never followed. */
  readonly links: readonly string[];
  /** Paths of regular files that differ and weren't wanted. */
  readonly others: readonly string[];
}
