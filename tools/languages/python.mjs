import { join } from 'node:path';
import { artifact } from './artifacts.mjs';

const windows = process.platform === 'win32';

/** Python: a virtual environment of its own, with the built wheel and what the program's requirements ask for. */
export const python = {
  name: 'python',
  title: 'Python',
  install: ({ command, folder, source }) => {
    const wheel = artifact('python', /\.whl$/);
    command(windows ? 'python' : 'python3', ['-m', 'venv', join(folder, 'venv')]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    command(interpreter(folder), [...pip, wheel, '-r', join(source, 'requirements.txt')]);
  },
  run: ({ command, folder, source, outdir }) => command(interpreter(folder), [join(source, 'main.py'), outdir]),
};

function interpreter(folder) {
  return join(folder, 'venv', windows ? 'Scripts/python.exe' : 'bin/python');
}
