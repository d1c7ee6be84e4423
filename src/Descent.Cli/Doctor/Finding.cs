namespace Descent.Cli.Doctor;

/// <summary>One line of the doctor's report.</summary>
/// <param name="IsGood">False when something is to be done.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Found">What it is.</param>
/// <param name="Advice">What to do; null when nothing is.</param>
internal sealed record Finding(bool IsGood, string What, string Found, string? Advice = null);
