# Completion of rel and its filters for fish. What there is to complete is said
# by rel-complete; fish chooses, and quotes.

function __rel_complete
    set -l word (commandline -ct)
    rel-complete (commandline -opc) (string unescape -- $word; or echo $word) 2>/dev/null
    or __fish_complete_path $word
end

for tool in rel rel-parse rel-find rel-due rel-stats rel-fmt rel-add
    complete -c $tool -f -a '(__rel_complete)'
end
