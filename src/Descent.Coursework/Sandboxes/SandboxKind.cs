namespace Descent.Coursework.Sandboxes;

/// <summary>The ways to keep students' code from what is not theirs.</summary>
public enum SandboxKind
{
    /// <summary>Bubblewrap, on Linux.</summary>
    Bwrap,

    /// <summary>A Docker container.</summary>
    Docker,

    /// <summary>A Podman container.</summary>
    Podman,

    /// <summary>None: only for code that one would run anyway.</summary>
    None,
}
