import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';

// Reads [{ file, code }] and answers, for each, what the project's own configuration says about its imports.
// A process of its own: ESLint loads its configuration as an ES module, which Jest's sandbox cannot.
const files = JSON.parse(readFileSync(0, 'utf8'));
const eslint = new ESLint();
const answers = [];
for (const { file, code } of files) {
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  answers.push(messages.filter(({ ruleId, fatal }) => fatal || ruleId === 'project/arrows').map(({ message }) => message));
}
process.stdout.write(JSON.stringify(answers));
