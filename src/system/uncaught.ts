/**
 * The last door of a program: what nobody caught is printed in its form, and ends it with exit code 2, for Node's own, 1, means a budget that is
 * breached.
 * @param loadPrinter loads what prints it; loaded only then
 */
export function catchUncaught(loadPrinter: () => Promise<(thrown: unknown) => void>): void {
  const end = (thrown: unknown): void => {
    // A second one changes nothing any more.
    process.removeAllListeners('uncaughtException').on('uncaughtException', exit);
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', exit);
    // Whatever else comes to its end meanwhile has no say in the exit code.
    process.prependListener('exit', () => void (process.exitCode = 2));
    void loadPrinter()
      .then((say) => say(thrown))
      .then(exit, exit);
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
}

const exit = (): never => process.exit(2);
