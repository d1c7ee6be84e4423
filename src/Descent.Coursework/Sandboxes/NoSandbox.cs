namespace Descent.Coursework.Sandboxes;

/// <summary>A child like any other program of the user: for one's own code, or where the grader's own machine is the sandbox.</summary>
internal sealed class NoSandbox(ChildProgram program, string courseFolder) : Sandbox(program, courseFolder)
{
    public override string Name => "none";

    internal override string InnerCourseFolder => CourseFolder;

    internal override string? Problem() => null;

    internal override ChildStart Prepare(string role, SandboxLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("descent-").FullName;
        var command = Command(Program.DotNet, [Program.Assembly, role]);
        command.WorkingDirectory = folder;
        foreach (var name in new[] { "PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP", "LANG" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                command.Environment[name] = value;
        }
        foreach (var (name, value) in RuntimeSettings(role, limits))
            command.Environment[name] = value;
        return new ChildStart(command) { Folder = folder };
    }
}
