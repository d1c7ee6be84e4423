using FsCheck;

namespace Descent.Notebooks.Tests.Kernel;

/// <summary>What a script calls in a referenced DLL.</summary>
public static class ForScripts
{
    /// <summary>Needs a neighbour of the DLL to be loaded.</summary>
    public static int Answer() => typeof(Config).Assembly is not null ? 42 : 0;
}
