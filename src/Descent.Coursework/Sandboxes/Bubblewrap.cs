using System.Diagnostics;
using System.Globalization;

namespace Descent.Coursework.Sandboxes;

/// <summary>
/// Bubblewrap (Linux): the child sees the runtime, this program, the course's assemblies and a private temporary folder, all but the last
/// read-only. It has no network, no other processes, no privileges, an empty environment, and limits on what it uses.
/// </summary>
internal sealed class Bubblewrap(ChildProgram program, string courseFolder) : Sandbox(program, courseFolder)
{
    private const int FirstUser = 64_000;
    private const int Users = 1_000;

    private static readonly string? Bwrap = OnPath("bwrap");
    private static readonly string? Prlimit = OnPath("prlimit");
    private static readonly string? Setpriv = OnPath("setpriv");
    private static int user;

    public override string Name => "bwrap";

    internal override string InnerCourseFolder => "/course";

    internal override string? Problem()
    {
        if (!OperatingSystem.IsLinux())
            return "bubblewrap exists on Linux only; use --sandbox docker or podman";
        if (Bwrap is null)
            return "bubblewrap (bwrap) is not on the PATH; install the package 'bubblewrap', or use --sandbox docker or podman";
        if (Prlimit is null || Setpriv is null)
            return "prlimit and setpriv (of util-linux) are not on the PATH; install the package 'util-linux'";
        using var start = Prepare("--version", new SandboxLimits(), [Program.DotNet.Replace(Program.DotNetRoot, "/dotnet", StringComparison.Ordinal), "--list-runtimes"]);
        using var process = Process.Start(start.Command)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
            return null;
        var advice = error.Contains("uid map", StringComparison.Ordinal) || error.Contains("namespace", StringComparison.Ordinal)
            ? "this system restricts user namespaces: allow them for bwrap with an AppArmor profile (Ubuntu 24.04 and later), or with 'sysctl kernel.apparmor_restrict_unprivileged_userns=0', or use --sandbox docker or podman"
            : "use --sandbox docker or podman";
        return $"bubblewrap does not work here: {error.Trim()}; {advice}";
    }

    internal override ChildStart Prepare(string role, SandboxLimits limits) =>
        Prepare(role, limits, ["/dotnet/dotnet", $"/app/{Path.GetFileName(Program.Assembly)}", role]);

    private ChildStart Prepare(string role, SandboxLimits limits, string[] inner)
    {
        // Who is root can give each child a user of its own, so that one cannot count, see or signal the other's processes.
        var isRoot = Environment.UserName == "root";
        var group = role == "--version" ? null : ControlGroup.Create(limits);
        List<string> command = [];
        if (group is not null)
        {
            // The shell joins the group, and becomes the child.
            command.AddRange(["/bin/sh", "-c", "while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 1; shift; done; shift; exec \"$@\"", "sh", .. group.JoinFiles, "--"]);
        }
        command.AddRange([Prlimit!, $"--nofile={limits.OpenFiles}", $"--fsize={limits.TemporaryFolder * 2}", "--core=0", $"--cpu={limits.ProcessorSeconds}", Bwrap!]);
        command.AddRange(["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]);
        command.AddRange(isRoot ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] : ["--unshare-user", "--disable-userns"]);
        // Folders that bwrap makes by itself only root could enter.
        command.AddRange(["--perms", "0755", "--dir", "/usr", "--perms", "0755", "--dir", "/bin"]);
        foreach (var library in new[] { "lib", "lib64", "lib32" })
        {
            if (Directory.Exists($"/usr/{library}"))
                command.AddRange(["--ro-bind", $"/usr/{library}", $"/usr/{library}"]);
            if (!Directory.Exists($"/{library}"))
                continue;
            var isLink = File.ResolveLinkTarget($"/{library}", returnFinalTarget: false) is not null;
            command.AddRange(isLink ? ["--symlink", $"usr/{library}", $"/{library}"] : ["--ro-bind", $"/{library}", $"/{library}"]);
        }
        command.AddRange(["--ro-bind", Program.DotNetRoot, "/dotnet", "--ro-bind", Program.Folder, "/app"]);
        if (Directory.Exists(CourseFolder))
            command.AddRange(["--ro-bind", CourseFolder, InnerCourseFolder]);
        command.AddRange(["--proc", "/proc", "--dev", "/dev", "--perms", "0777", "--size", $"{limits.TemporaryFolder}", "--tmpfs", "/tmp", "--chdir", "/tmp", "--hostname", "sandbox"]);
        foreach (var (name, value) in RuntimeSettings(role, limits).Append(new("HOME", "/tmp")))
            command.AddRange(["--setenv", name, value]);
        var processes = limits.Processes.ToString(CultureInfo.InvariantCulture);
        command.AddRange(["--ro-bind", Prlimit!, "/bin/prlimit"]);
        if (isRoot)
            command.AddRange(["--ro-bind", Setpriv!, "/bin/setpriv"]);
        // The root and /dev are small file systems in memory, which belong to whoever made them.
        command.AddRange(["--remount-ro", "/dev", "--remount-ro", "/", "--"]);
        if (isRoot)
        {
            var id = FirstUser + (Interlocked.Increment(ref user) % Users);
            command.AddRange(["/bin/setpriv", "--reuid", $"{id}", "--regid", $"{id}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"]);
        }
        // Older kernels count all processes of the user outside, too, who may have more than that: then the watching parent must do.
        if (isRoot || Environment.OSVersion.Version >= new Version(5, 14))
            command.AddRange(["/bin/prlimit", $"--nproc={processes}", "--"]);
        command.AddRange(inner);
        return new ChildStart(Command(command[0], command.Skip(1)), group);
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/sbin", "/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
