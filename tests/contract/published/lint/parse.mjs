// What @asyncapi/parser finds in the document of argv[2], and how many messages it reads there, as JSON.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(await readFile(process.argv[2], 'utf8'));
const found = diagnostics.map(({ code, severity, message, path }) => ({ code, severity, message, path }));
console.log(JSON.stringify({ found, messages: document?.messages().all().map((message) => message.name()) }));
