using System.Diagnostics;

namespace Descent.Coursework.Sandboxes;

/// <summary>Docker or Podman: the same limits as <see cref="Bubblewrap"/>, by a container without network whose image brings only a C library.</summary>
/// <param name="tool"><c>docker</c> or <c>podman</c>.</param>
/// <param name="image">The image: any that has glibc, libstdc++, libgcc and OpenSSL.</param>
/// <param name="program">The program that children run.</param>
/// <param name="courseFolder">The folder of the course's assemblies.</param>
internal sealed class Container(string tool, string image, ChildProgram program, string courseFolder) : Sandbox(program, courseFolder)
{
    public const string DefaultImage = "mcr.microsoft.com/dotnet/runtime-deps:10.0";

    public override string Name => tool;

    internal override string InnerCourseFolder => "/course";

    internal override string? Problem()
    {
        try
        {
            var (exitCode, error) = Call("image", "inspect", image);
            return exitCode == 0 ? null : $"{tool}: {error.Trim()}; '{tool} pull {image}' fetches the image, --image names another";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{tool} is not on the PATH; install it, or use --sandbox bwrap";
        }
    }

    internal override ChildStart Prepare(string role, SandboxLimits limits)
    {
        var name = $"descent-{Guid.NewGuid():N}";
        List<string> arguments =
        [
            "run", "--rm", "--name", name, "--interactive", "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            "--user", "65534:65534", "--hostname", "sandbox", "--workdir", "/tmp",
            "--memory", $"{limits.Memory}", "--memory-swap", $"{limits.Memory}", "--pids-limit", $"{limits.Processes}",
            "--ulimit", $"nofile={limits.OpenFiles}:{limits.OpenFiles}", "--ulimit", $"nproc={limits.Processes * 8}:{limits.Processes * 8}", "--ulimit", "core=0", "--ulimit", $"cpu={limits.ProcessorSeconds}:{limits.ProcessorSeconds}",
            "--tmpfs", $"/tmp:rw,nosuid,nodev,size={limits.TemporaryFolder}",
            "--volume", $"{Program.DotNetRoot}:/dotnet:ro", "--volume", $"{Program.Folder}:/app:ro", "--volume", $"{CourseFolder}:{InnerCourseFolder}:ro",
            "--env", "HOME=/tmp",
        ];
        foreach (var (variable, value) in RuntimeSettings(role, limits))
            arguments.AddRange(["--env", $"{variable}={value}"]);
        var command = Command(tool, [.. arguments, image, "/dotnet/dotnet", $"/app/{Path.GetFileName(Program.Assembly)}", role]);
        Inherit(command);
        return new ChildStart(command) { Stop = () => Call("kill", name) };
    }

    private (int ExitCode, string Error) Call(params IEnumerable<string> arguments)
    {
        var command = Command(tool, arguments);
        Inherit(command);
        using var process = Process.Start(command)!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    /// <summary>The tool itself works in the user's environment; the container does not see it.</summary>
    private static void Inherit(ProcessStartInfo command)
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            command.Environment[(string)variable.Key] = (string?)variable.Value;
    }
}
