namespace Descent.Checks.Tests;

/// <summary>Tests that change what is one of a kind in a process, the console and <see cref="AppContext"/>, and so run one after the other.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide
{
    /// <summary>What is printed meanwhile.</summary>
    internal static string Printed(Action action)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var before = Console.Out;
        Console.SetOut(writer);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(before);
        }
        return writer.ToString();
    }

    /// <summary>The messages that are sent meanwhile.</summary>
    internal static List<HarnessMessage> Sent(Action action)
    {
        List<HarnessMessage> sent = [];
        With(Harness.SendKey, (Action<string>)(text => sent.Add(HarnessJson.Read(text))), action);
        return sent;
    }

    /// <summary>The one observation that is sent meanwhile.</summary>
    internal static Observation Observed(Action action) => Assert.IsType<ObservedMessage>(Assert.Single(Sent(action))).Observation;

    /// <summary>Runs something with a value in <see cref="AppContext"/>.</summary>
    internal static void With(string key, object value, Action action)
    {
        AppContext.SetData(key, value);
        try
        {
            action();
        }
        finally
        {
            AppContext.SetData(key, null);
        }
    }
}
