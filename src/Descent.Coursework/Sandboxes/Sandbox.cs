using System.Diagnostics;
using System.Globalization;
using Descent.Coursework.Execution;

namespace Descent.Coursework.Sandboxes;

/// <summary>How children are kept from what is not theirs.</summary>
public abstract class Sandbox
{
    private protected Sandbox(ChildProgram program, string courseFolder)
    {
        Program = program;
        CourseFolder = courseFolder;
    }

    /// <summary>Its name, as <c>--sandbox</c> spells it and as the gradebook records it.</summary>
    public abstract string Name { get; }

    /// <summary>The folder of the course's assemblies, as a child sees it.</summary>
    internal abstract string InnerCourseFolder { get; }

    /// <summary>The program that children run.</summary>
    private protected ChildProgram Program { get; }

    /// <summary>The folder of the course's assemblies (<c>artifacts/course</c>).</summary>
    private protected string CourseFolder { get; }

    /// <summary>Says why the sandbox cannot be used on this machine, and what to do about it; null when it can.</summary>
    internal abstract string? Problem();

    /// <summary>Makes a child ready to start.</summary>
    /// <param name="role">The argument that says what it is to be.</param>
    /// <param name="limits">What it may use.</param>
    internal abstract ChildStart Prepare(string role, SandboxLimits limits);

    /// <summary>The environment that a child's runtime needs, and nothing else.</summary>
    private protected static IEnumerable<KeyValuePair<string, string>> RuntimeSettings(string role, SandboxLimits limits)
    {
        // The heap must end before the memory does: an exception in a cell says more than a killed process.
        yield return new("DOTNET_GCHeapHardLimit", (limits.Memory * 3 / 4).ToString("X", CultureInfo.InvariantCulture));
        yield return new("DOTNET_gcServer", "0");
        yield return new("DOTNET_gcConcurrent", "0");
        yield return new("DOTNET_PROCESSOR_COUNT", limits.Processors.ToString(CultureInfo.InvariantCulture));
        // Instrumented code would slow the first run of everything, and in a child nearly everything runs once.
        yield return new("DOTNET_TieredPGO", "0");
        yield return new("DOTNET_EnableDiagnostics", "0");
        yield return new("DOTNET_NOLOGO", "1");
        if (role == RunnerHost.Argument)
        {
            // With one processor the runtime waits a second before it optimises what runs often, and again whenever something new was
            // compiled. A run is over by then: training is up to a fifth cheaper when it waits 10 ms (the value is hexadecimal).
            yield return new("DOTNET_TC_DelaySingleProcMultiplier", "1");
            yield return new("DOTNET_TC_CallCountingDelayMs", "A");
        }
    }

    /// <summary>A process to start with redirected streams and an empty environment.</summary>
    private protected static ProcessStartInfo Command(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        return start;
    }
}
