namespace Descent.Checks;

/// <summary>How a check judges what it observed.</summary>
public enum CheckKind
{
    /// <summary>Numbers must be close to the expected ones.</summary>
    Close,

    /// <summary>The value must be the expected one.</summary>
    Equal,

    /// <summary>A number must be at least so large.</summary>
    AtLeast,

    /// <summary>A number must be at most so large.</summary>
    AtMost,

    /// <summary>So large a share of predicted classes must be the expected ones.</summary>
    Accuracy,

    /// <summary>Predictions may differ from the expected ones by so much on average.</summary>
    MeanError,

    /// <summary>No prediction may differ from the expected one by more.</summary>
    MaxError,
}
