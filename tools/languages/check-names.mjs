// Whether every public name stands in Python, Java, Go and C# as it is: `node tools/languages/check-names.mjs [FOLDER OF .jsii]`.
import { assemblyOf } from '../assembly.mjs';
import { root } from '../tool.mjs';
import { nameProblems } from './names.mjs';

const problems = nameProblems(assemblyOf(process.argv[2] ?? root));
problems.forEach((problem) => console.error(problem));
console.log(`Names that some language cannot say: ${problems.length}`);
process.exitCode = problems.length === 0 ? 0 : 1;
