"""What a company's own domain answers."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from orders import views

urlpatterns = [
    path("", views.application),
    path("login/", LoginView.as_view(template_name="login.html")),
    path("logout/", LogoutView.as_view()),
    path("api/me/", views.me),
    path("api/orders/", views.orders),
    path("api/orders/<int:number>/deliver/", views.deliver),
    path("api/support-token/", views.support_token),
    path("", include("ventanilla.urls")),  # ventanilla
]
