import { sayUncaught } from '#action/last.ts';
import { main } from '#action/main.ts';
import { catchUncaught } from '#system/uncaught.ts';

catchUncaught(async () => sayUncaught);
void run();

async function run(): Promise<void> {
  process.exitCode = await main(process.env);
}
