using Descent.Coursework.Execution;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Tests.Execution;

/// <summary>What the rules of 05-backprop find, and what they leave alone.</summary>
public sealed class ForbiddenApiTests
{
    private static readonly IReadOnlyList<ForbiddenApi> Rules = CourseRepository.Load("05-backprop").Forbidden;

    private readonly SubmissionCompiler compiler = new(AppContext.BaseDirectory, new NotebookLoadContext());

    public ForbiddenApiTests()
    {
        foreach (var code in new[] { File.ReadAllText(CourseRepository.PathOf("artifacts", "course.csx")), "using System;\nusing System.Linq;\nusing Descent;" })
            Assert.NotNull(compiler.Compile(code, "setup").HasValue);
    }

    [Theory]
    [InlineData("x.Sum().Backward();", "Tensor.Backward")]
    [InlineData("Action<bool> go = x.Backward;", "Tensor.Backward")]
    [InlineData("x.RequiresGrad = true;", "Tensor.RequiresGrad")]
    [InlineData("(x.Name, x.RequiresGrad) = (\"x\", true);", "Tensor.RequiresGrad")]
    [InlineData("var g = x is { Grad: { } grad } ? grad : x;", "Tensor.Grad")]
    [InlineData("var g = x?.Grad;", "Tensor.Grad")]
    [InlineData("var s = new Scalar(1);", "Scalar")]
    [InlineData("Scalar s = 1.0;", "Scalar")]
    [InlineData("Func<double, Scalar> make = d => d;", "Scalar")]
    [InlineData("var all = new System.Collections.Generic.List<Scalar>();", "Scalar")]
    [InlineData("var loss = Loss.MeanSquaredError(x, x);", "Loss")]
    [InlineData("new SGD([x], lr: 0.1).Step();", "Optimizer.Step")]
    [InlineData("var sgd = new SGD([x], lr: 0.1);", "SGD")]
    [InlineData("Optimizer o = null;", "Optimizer")]
    [InlineData("Optimizer o = null; o.Step();", "Optimizer")]
    [InlineData("var trainer = (Trainer)null;", "Trainer")]
    [InlineData("var check = GradientCheck.Run(() => x, [x]);", "GradientCheck")]
    public void What_the_exercise_forbids_is_found_however_it_is_written(string code, string what) =>
        Assert.StartsWith($"{what}", Find(code)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("typeof(Tensor).GetMethod(\"Backward\").Invoke(x, null);")]
    [InlineData("foreach (var m in x.GetType().GetMethods()) m.Invoke(x, null);")]
    [InlineData("foreach (var m in typeof(Tensor).FindMembers(default, default, (a, b) => true, null)) { }")]
    [InlineData("var m = ((Delegate)x.ToString).Method;")]
    [InlineData("((Delegate)x.ToString).DynamicInvoke();")]
    [InlineData("var t = Type.GetType(\"Descent.Scalar, Descent\");")]
    [InlineData("var o = Activator.CreateInstance(typeof(string));")]
    [InlineData("dynamic d = x; d.Backward();")]
    [InlineData("void F(dynamic d) => d.Backward();")]
    [InlineData("var p = System.Linq.Expressions.Expression.Parameter(typeof(Tensor));")]
    [InlineData("System.Linq.Expressions.Expression<Func<Tensor, string>> e = t => t.ToString();")]
    [InlineData("var d = System.ComponentModel.TypeDescriptor.GetProperties(x);")]
    [InlineData("var a = System.Reflection.Assembly.GetExecutingAssembly();")]
    [InlineData("var a = AppDomain.CurrentDomain;")]
    [InlineData("AppContext.SetData(\"x\", 1);")]
    [InlineData("unsafe { var p = (int*)null; }")]
    [InlineData("System.Runtime.InteropServices.Marshal.AllocHGlobal(1);")]
    [InlineData("System.Diagnostics.Process.Start(\"sh\");")]
    public void The_ways_round_are_found_too(string code) =>
        Assert.Contains("is not allowed here: an exercise that forbids parts of the library forbids the ways round that, too", Find(code)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("static class Q { [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"Backward\")] public static extern void Go(Tensor t, bool retain); }")]
    [InlineData("static class Q { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int fork(); }")]
    [InlineData("class Mine : Optimizer { public Mine() : base([]) { } }")]
    [InlineData("using S = Descent.Scalar; S F(S s) => s;")]
    public void Declarations_are_looked_at_too(string code) => Assert.NotNull(FindIn(code));

    [Theory]
    [InlineData("var y = x.MatMul(x.T).Tanh() * x; var n = y.Sum().Item();")]
    [InlineData("// x.Backward() is what we write by hand\nvar text = \"Backward and Scalar\";")]
    [InlineData("double Backward(double a) => a; var z = Backward(1);")]
    [InlineData("var grad = 2.0; var Loss = grad;")]
    [InlineData("var t = x.GetType().Name; var u = typeof(Tensor).ToString();")]
    [InlineData("var list = new System.Collections.Generic.List<double> { 1, 2 }; list.Sort((a, b) => a.CompareTo(b));")]
    [InlineData("var f = new Func<double, double>(Math.Tanh); var v = f(0.5);")]
    [InlineData("Console.WriteLine($\"{x.Shape} {nameof(x)}\");")]
    public void Honest_code_is_left_alone(string code) => Assert.Null(Find(code));

    [Fact]
    public void The_place_is_the_first_use()
    {
        var error = Find("\nvar y = x;\ny.Sum()\n    .Backward();")!;
        Assert.Equal(("cell 9", 5), (error.Place!.File, error.Place.Line));
    }

    [Fact]
    public void Without_rules_everything_is_allowed() =>
        Assert.Null(ForbiddenApis.Find(compiler.Bind("void F(Tensor x) { x.Sum().Backward(); dynamic d = x; }", "cell 9"), []));

    private CellError? Find(string code) => FindIn($"void Answer(Tensor x)\n{{{code}\n}}");

    private CellError? FindIn(string code)
    {
        var compilation = compiler.Bind(code, "cell 9");
        var error = ForbiddenApis.Find(compilation, Rules);
        if (error is null)
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return error;
    }
}
