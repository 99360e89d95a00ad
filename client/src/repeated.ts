/** Asking again for what changes while it is asked for. */

/**
 * Makes a function that may be called at every change: one run of the task at a time, and one more after it where there were calls
 * meanwhile.
 *
 * @param task must not reject
 */
export function repeated(task: () => Promise<void>): () => void {
  let isRunning = false;
  let isStale = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      while (isStale) {
        isStale = false;
        await task();
      }
    } finally {
      isRunning = false;
    }
  };
  return () => {
    isStale = true;
    if (!isRunning) void run();
  };
}
