import { join } from 'node:path';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { CruddurCommand } from '../command/cruddur-command';
import { shellQuoted } from '../output/shell-quoted';

const CRUDDUR = shellQuoted(join(PROJECT_ROOT, 'node_modules/.bin/cruddur'));

/** For bash and zsh alike, each of which reads what it does not run. Where no word of ours fits, a file may. */
const SCRIPT = `_cruddur_words() { ${CRUDDUR} completion -- "$@" 2>/dev/null; }
_cruddur() {
  if [ -n "\${ZSH_VERSION-}" ]; then
    compadd -- $(_cruddur_words "\${words[@]:1:$((CURRENT - 2))}") || _files
  else
    COMPREPLY=($(compgen -W "$(_cruddur_words "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}")" -- "\${COMP_WORDS[COMP_CWORD]}"))
  fi
}
if [ -n "\${ZSH_VERSION-}" ]; then
  compdef _cruddur cruddur
else
  complete -o bashdefault -o default -F _cruddur cruddur
fi`;

export const completionScript = () =>
  new CruddurCommand('completion-script')
    .description('Print what lets bash and zsh complete commands and options.')
    .action(() => console.log(SCRIPT));
