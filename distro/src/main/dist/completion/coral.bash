# SPDX-License-Identifier: Apache-2.0
# Completes the commands of the Coral node that runs now, those of dropped bundles too, and values that the node knows, such
# as archives; file names where it knows nothing better, and when no node runs. For 'coral' and every command that is a link to it.
_coral() {
    local program=${COMP_WORDS[0]} bin word limit=()
    local cur=${COMP_WORDS[COMP_CWORD]}
    word=${program##*/}
    bin=$(type -P -- "$program") || return
    bin=${bin%/*}/coral
    [ -x "$bin" ] || return
    # hsm_archive is 'hsm archive'.
    case $word in
    *_*) set -- "${word%%_*}" "${word#*_}" ;;
    *) set -- "$word" ;;
    esac
    # A node that does not answer must not hold the prompt.
    type -P timeout >/dev/null && limit=(timeout 2)
    mapfile -t COMPREPLY < <("${limit[@]}" "$bin" exec coral complete -- "$@" "${COMP_WORDS[@]:1:COMP_CWORD}" </dev/null 2>/dev/null)
    [ ${#COMPREPLY[@]} -gt 0 ] || [[ $cur == -* ]] || compopt -o default
}
complete -F _coral coral hsm hsm_state hsm_action hsm_set hsm_clear hsm_archive hsm_restore hsm_release hsm_remove \
    hsm_cancel
