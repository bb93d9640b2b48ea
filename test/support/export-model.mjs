// A team's export script: turns the recipes models/*.txt into ONNX files, with nothing but Node.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const [from = 'recipes', to = 'out'] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from).filter((file) => file.endsWith('.b64'))) {
  console.log(`exporting ${name}`);
  writeFileSync(
    `${to}/${name.replace(/\.b64$/, '.onnx')}`,
    Buffer.from(readFileSync(`${from}/${name}`, 'utf8'), 'base64'),
  );
}
