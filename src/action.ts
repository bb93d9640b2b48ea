import { main } from '#action/main.ts';

void run();

async function run(): Promise<void> {
  process.exitCode = await main(process.env);
}
