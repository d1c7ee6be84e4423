using System.CommandLine;
using Descent.Coursework.Sandboxes;

namespace Descent.Cli.Commands;

/// <summary>The options of commands that run code in a sandbox.</summary>
internal sealed class SandboxSettings
{
    private readonly Option<SandboxKind> kind;
    private readonly Option<string?> image = new("--image") { Description = "The image of a docker or podman container: any with glibc and OpenSSL. Default: .NET's runtime-deps.", HelpName = "NAME" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="purpose">What the sandbox is for, in the option's help.</param>
    /// <param name="kind">The default.</param>
    public SandboxSettings(Command command, string purpose, SandboxKind kind)
    {
        this.kind = new Option<SandboxKind>("--sandbox")
        {
            Description = $"{purpose} bwrap (bubblewrap), docker, podman, or none: without any protection.",
            DefaultValueFactory = _ => kind,
            HelpName = "KIND",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Enum.TryParse<SandboxKind>(text, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) && !char.IsDigit(text[0]))
                    return chosen;
                result.AddError($"--sandbox: '{text}' is none of bwrap, docker, podman, none");
                return default;
            },
        };
        command.Add(this.kind);
        command.Add(image);
    }

    /// <summary>The sandbox, as the command line says.</summary>
    public SandboxOptions Of(ParseResult parsed) => new() { Kind = parsed.GetValue(kind), Image = parsed.GetValue(image) };
}
