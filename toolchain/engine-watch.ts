/**
 * Ends this plugin when the engine that started it asks for that or is gone. An engine that stops in good order ends its plugins; one that
 * is killed cannot, and would leave them and their children behind.
 *
 * @param last what to do before the end.
 */
export function endWithEngine(last: () => Promise<void> = async () => {}): void {
  const engine = process.ppid;
  const watch = setInterval(() => process.ppid === engine || end(), 500).unref();
  const end = async () => {
    clearInterval(watch);
    await last();
    process.exit(1);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}
