/**
 * Run something that can be interrupted: the first SIGINT or SIGTERM aborts the signal, the second ends the process as usual.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    stopListening();
    controller.abort();
  };
  const stopListening = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await run(controller.signal);
  } finally {
    stopListening();
  }
}
