namespace Descent.Coursework.Sandboxes;

/// <summary>Which sandbox to use.</summary>
public sealed record SandboxOptions
{
    /// <summary>Which.</summary>
    public SandboxKind Kind { get; init; } = SandboxKind.Bwrap;

    /// <summary>The image of a container; null for the default.</summary>
    public string? Image { get; init; }

    /// <summary>The program that children run; null for the running one.</summary>
    public ChildProgram? Program { get; init; }

    /// <summary>Opens the sandbox for a course.</summary>
    /// <param name="courseFolder">The folder of the course's assemblies, <c>artifacts/course</c>.</param>
    /// <returns>The sandbox.</returns>
    /// <exception cref="SandboxException">It cannot be used on this machine.</exception>
    public Sandbox Open(string courseFolder)
    {
        var program = Program ?? ChildProgram.This();
        Sandbox sandbox = Kind switch
        {
            SandboxKind.Bwrap => new Bubblewrap(program, courseFolder),
            SandboxKind.Docker => new Container("docker", Image ?? Container.DefaultImage, program, courseFolder),
            SandboxKind.Podman => new Container("podman", Image ?? Container.DefaultImage, program, courseFolder),
            _ => new NoSandbox(program, courseFolder),
        };
        return sandbox.Problem() is { } problem ? throw new SandboxException(problem) : sandbox;
    }
}
