using System.Reflection;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Running;

/// <summary>How to start a kernel's process: a program that hands <see cref="KernelHost.Argument"/> on to <see cref="KernelHost.Run"/>.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Arguments before the kernel's own.</param>
public sealed record KernelCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The running program itself, started as it was started.</summary>
    /// <returns>The command.</returns>
    public static KernelCommand ThisProgram()
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("The path of the running program is unknown");
        // dotnet X.dll: the host is not the program.
        return Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new KernelCommand(host, [Assembly.GetEntryAssembly()!.Location])
            : new KernelCommand(host, []);
    }
}
