using System.Runtime.InteropServices;

namespace Descent.Coursework.Sandboxes;

/// <summary>The program that children run: a .NET assembly whose entry point hands <c>--descent-runner</c> and <c>--descent-compiler</c> on.</summary>
/// <param name="Assembly">The assembly's file.</param>
/// <param name="DotNetRoot">The folder of the runtime: it holds <c>dotnet</c> and <c>shared/</c>.</param>
public sealed record ChildProgram(string Assembly, string DotNetRoot)
{
    /// <summary>The assembly's folder.</summary>
    public string Folder => Path.GetDirectoryName(Assembly)!;

    /// <summary>The runtime's launcher.</summary>
    public string DotNet => Path.Combine(DotNetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>The running program itself.</summary>
    /// <returns>Its assembly and runtime.</returns>
    public static ChildProgram This() => Of(System.Reflection.Assembly.GetEntryAssembly()!.Location);

    /// <summary>A program by its file, on the runtime of this process.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <returns>The program.</returns>
    public static ChildProgram Of(string assembly) =>
        // The runtime lies in ROOT/shared/Microsoft.NETCore.App/VERSION.
        new(assembly, Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
}
