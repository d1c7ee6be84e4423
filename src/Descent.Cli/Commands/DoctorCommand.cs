using System.CommandLine;
using Descent.Cli.Doctor;

namespace Descent.Cli.Commands;

/// <summary><c>descent doctor</c>: looks at the installation.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Looks at the installation and says what to do about what is missing.");
        command.SetAction(_ =>
        {
            foreach (var finding in Examination.All())
            {
                Console.WriteLine($"{(finding.IsGood ? "ok  " : "warn")}  {finding.What,-13} {finding.Found}");
                if (finding.Advice is { } advice)
                    Console.WriteLine($"      {"",-13} {advice}");
            }
            return ExitCode.Success;
        });
        return command.WithExamples("descent doctor");
    }
}
